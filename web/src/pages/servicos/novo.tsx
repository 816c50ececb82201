import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { setup } from "@/messages/setup";
import { shop } from "@/messages/shop";
import { NewServicoScreen } from "@/screens/shop/servicos/NewServicoScreen";

export default screen(NewServicoScreen, { texts: [shop, setup], frame: inShopFrame });
