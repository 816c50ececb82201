import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { agenda } from "@/messages/agenda";
import { shop } from "@/messages/shop";
import { InicioScreen } from "@/screens/shop/inicio/InicioScreen";

export default screen(InicioScreen, { texts: [shop, agenda], frame: inShopFrame });
