import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { setup } from "@/messages/setup";
import { shop } from "@/messages/shop";
import { ServicosScreen } from "@/screens/shop/servicos/ServicosScreen";

export default screen(ServicosScreen, { texts: [shop, setup], frame: inShopFrame });
